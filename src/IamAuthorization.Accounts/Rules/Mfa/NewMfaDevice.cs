namespace IamAuthorization.Accounts;

/// <summary>An MFA device as it is answered once, when it is made: later nobody can read the seed.</summary>
/// <param name="Device">The device.</param>
/// <param name="Seed">The seed, 64 characters of base 32.</param>
public sealed record NewMfaDevice(MfaDevice Device, string Seed)
{
    /// <summary>The device without its seed.</summary>
    /// <returns>The serial number.</returns>
    public override string ToString() => Device.ToString();
}
