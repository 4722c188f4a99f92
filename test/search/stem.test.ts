import { createStemmer } from '../../src/search/stem';

const sv = createStemmer('sv', { numret: 'nummer' });
const en = createStemmer('en', { paid: 'pay' });

test.each([
  [['brev', 'brevet', 'breven']],
  [['kopia', 'kopian', 'kopior']],
  [['vaxel', 'vaxeln']],
  [['registrator', 'registratorn']],
  [['hemlig', 'hemliga', 'hemligt', 'hemlighet']],
  [['offentlig', 'offentligt', 'offentliga']],
  [['nummer', 'numret']],
  [['journal', 'journaler', 'journalerna']],
])('%s have one stem', (forms) => expect(new Set(forms.map(sv)).size).toBe(1));

test('secret is not home', () => expect(sv('hemlig')).not.toBe(sv('hem')));

test.each([[['invoice', 'invoices']], [['pay', 'paid', 'paying']], [['file', 'filed', 'filing']]])('%s have one stem', (forms) =>
  expect(new Set(forms.map(en)).size).toBe(1),
);
