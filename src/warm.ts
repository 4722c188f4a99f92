import { assemble } from './assemble';

// After an install, so that the first question is answered as fast as the later ones (see snapshot.ts).
assemble();
