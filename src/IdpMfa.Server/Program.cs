var app = await IdpMfa.Server.Hosting.ServerHost.BuildAsync(args);
await app.RunAsync();
