using IdpMfa.Core.SetUp;

namespace IdpMfa.Core.Administration;

/// <param name="Outcome">What came of it.</param>
/// <param name="Pass">The enrolment pass that was asked for, to be shown once.</param>
public sealed record ResetMfaResult(ResetMfaOutcome Outcome, EnrolmentPass? Pass = null);
