process.stderr.write('the desk is on fire\n');
process.exitCode = 3;
