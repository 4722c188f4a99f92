import { parentPort, workerData } from 'node:worker_threads';
import { runFold, type FoldTask } from './fold-run';

parentPort?.postMessage(runFold(workerData as FoldTask));
