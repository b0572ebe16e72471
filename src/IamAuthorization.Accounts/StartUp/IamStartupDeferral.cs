namespace IamAuthorization.Accounts;

/// <summary>
/// Registered by a floor that has checks of its own to make once the pipeline is built: all findings are then thrown
/// together, there.
/// </summary>
internal sealed class IamStartupDeferral;
