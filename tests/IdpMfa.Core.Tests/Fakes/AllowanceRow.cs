namespace IdpMfa.Core.Tests.Fakes;

internal sealed record AllowanceRow(DateTimeOffset? Last, DateTimeOffset? SecondLast, DateTimeOffset? ThirdLast);
