// Mocha passes over a rejection that nobody handles, which ends a program of Node's. Here it fails the test that runs.
process.on('unhandledRejection', (reason) => {
  throw reason;
});
