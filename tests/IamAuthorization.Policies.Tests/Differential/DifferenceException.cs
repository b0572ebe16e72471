namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>The two evaluators do not agree.</summary>
internal sealed class DifferenceException(string message) : Exception(message);
