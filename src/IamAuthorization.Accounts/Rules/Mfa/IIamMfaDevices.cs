using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The virtual MFA devices of an account. The root user is <see langword="null"/> here.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed. What belongs to the root user is for
/// the root user alone, and for the app itself: anybody else is <see cref="IamErrorCodes.AccessDenied"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html">Assign a virtual
/// MFA device</see>
/// </remarks>
public interface IIamMfaDevices
{
    /// <summary>Makes a device that is assigned to nobody.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="deviceName">The name of the device.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The device with its seed, which is never answered again.</returns>
    Task<IamCommitted<NewMfaDevice>> CreateAsync(
        IamCall call, string deviceName, string path, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Assigns a device to a user who shows two consecutive codes of it.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="code">A code of the device, 6 digits.</param>
    /// <param name="nextCode">The code after it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> EnableAsync(
        IamCall call,
        string? ownerName,
        Arn serialNumber,
        string code,
        string nextCode,
        CancellationToken cancellationToken);

    /// <summary>Learns by how much a device's clock is off, from two consecutive codes.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="code">A code of the device, 6 digits.</param>
    /// <param name="nextCode">The code after it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> ResyncAsync(
        IamCall call,
        string? ownerName,
        Arn serialNumber,
        string code,
        string nextCode,
        CancellationToken cancellationToken);

    /// <summary>Takes a device from its user.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeactivateAsync(
        IamCall call, string? ownerName, Arn serialNumber, CancellationToken cancellationToken);

    /// <summary>Deletes a device that is assigned to nobody.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, Arn serialNumber, CancellationToken cancellationToken);

    /// <summary>Finds a device.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The device.</returns>
    Task<MfaDevice> GetAsync(IamCall call, Arn serialNumber, CancellationToken cancellationToken);

    /// <summary>Lists the devices of a user.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="ownerName">The name of the user, or <see langword="null"/> for the root user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The devices by path and name.</returns>
    Task<ValueList<MfaDevice>> ListForUserAsync(
        IamCall call, string? ownerName, CancellationToken cancellationToken);

    /// <summary>Lists devices by path and name.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="isAssigned">Whether they are assigned, or <see langword="null"/> for any.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page of them.</returns>
    Task<IamPage<MfaDevice>> ListAsync(
        IamCall call, bool? isAssigned, IamPageQuery page, CancellationToken cancellationToken);

    /// <summary>Sets tags; those with the same key in any case are replaced.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> TagAsync(
        IamCall call, Arn serialNumber, ValueList<IamTag> tags, CancellationToken cancellationToken);

    /// <summary>Removes tags; keys that no tag has are ignored.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="serialNumber">The ARN of the device.</param>
    /// <param name="tagKeys">The keys of the tags.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UntagAsync(
        IamCall call, Arn serialNumber, ValueList<string> tagKeys, CancellationToken cancellationToken);
}
