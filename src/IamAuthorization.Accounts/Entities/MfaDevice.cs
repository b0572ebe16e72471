using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A virtual MFA device: a secret from which one-time codes are made (RFC 6238).</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html">VirtualMFADevice</see>
/// </remarks>
public sealed record MfaDevice : IamEntity
{
    /// <summary><c>arn:PARTITION:iam::ACCOUNT:mfa/[path/]NAME</c>, its serial number.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The seed, encrypted.</summary>
    public required string ProtectedSeed { get; init; }

    /// <summary>The user it is assigned to; empty for the root user, <see langword="null"/> for nobody.</summary>
    public string? UserName { get; init; }

    /// <summary>When it was assigned, or <see langword="null"/>.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>The last time step whose code was accepted; none is accepted twice.</summary>
    public long LastStep { get; init; }

    /// <summary>By how many steps the device's clock is ahead.</summary>
    public int DriftSteps { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The account id, 12 digits.</summary>
    public string AccountId => Arn.Account.ToString();

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.MfaDevice(Arn);

    /// <summary>The device without its seed.</summary>
    /// <returns>The serial number.</returns>
    public override string ToString() => $"MfaDevice {Arn}";
}
