import { apiKey } from '/console/api.js';

apiKey.takeFromAddress();
await import('/console/views/shell.js');
