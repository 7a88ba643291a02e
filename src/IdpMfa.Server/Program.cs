using IdpMfa.Server.Cli;

return await CommandLine.RunAsync(args);
