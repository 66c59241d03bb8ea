import { describeTurnLeft } from '../crash/turn-left.ts';

describeTurnLeft('the memory in a database');
