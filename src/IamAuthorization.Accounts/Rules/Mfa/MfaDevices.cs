using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of MFA devices.</summary>
internal sealed class MfaDevices(AccountBooks books, SecretSeal seal) : IIamMfaDevices
{
    private const int NameLengthMax = 226;
    private const int CodeLength = 6;

    /// <summary>How many steps of 30 seconds the clock of a device may be off.</summary>
    private const int EnableWindow = 3;

    private const int ResyncWindow = 120;

    public Task<IamCommitted<NewMfaDevice>> CreateAsync(
        IamCall call, string deviceName, string path, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        Parameters.CheckLength("virtualMFADeviceName", deviceName, 1, NameLengthMax);
        if (!IamRules.HasNameCharactersOnly(deviceName))
        {
            throw IamErrors.Constraint(
                "virtualMFADeviceName", @"Member must satisfy regular expression pattern: [\w+=,.@-]+", deviceName);
        }

        Parameters.CheckPath(IamNameKind.User, path);
        Parameters.CheckTags(tags);
        Arn arn = Parameters.ArnOf(
            (partition, account, name, where) => Arn.Parse($"arn:{partition}:iam::{account}:mfa{where}{name}"),
            books.Partition, call, deviceName, path);
        return books.WriteAsync(
            call,
            "iam:CreateVirtualMFADevice",
            async edit =>
            {
                if (await edit.FindAsync<MfaDevice>(IamEntityKey.MfaDevice(arn), cancellationToken) is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists,
                        "MFADevice entity at the same path and name already exists.");
                }

                byte[] seed = books.Ids.NextBytes(TimeCodes.SeedByteCount);
                var device = new MfaDevice
                {
                    Arn = arn,
                    ProtectedSeed = seal.SealSeed(arn, seed),
                    Tags = TagEdit.Set([], tags, books.Quotas.TagsMax),
                };
                edit.Put(device);
                return new NewMfaDevice(device, TimeCodes.ToBase32(seed));
            },
            cancellationToken);
    }

    public Task<long> EnableAsync(
        IamCall call,
        string? ownerName,
        Arn serialNumber,
        string code,
        string nextCode,
        CancellationToken cancellationToken)
    {
        CheckCodes(code, nextCode);
        return books.WriteAsync(
            call,
            "iam:EnableMFADevice",
            async edit =>
            {
                (IamEntityKey owner, string name) = await OwnerAsync(edit, ownerName, cancellationToken);
                MfaDevice device = await DeviceAsync(edit, serialNumber, cancellationToken);
                if (device.UserName is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"MFA Device {serialNumber} is already in use.");
                }

                int max = books.Quotas.MfaDevicesPerUserMax;
                if ((await OfAsync(edit, owner, cancellationToken)).Count >= max)
                {
                    throw IamErrors.Quota("MFADevicesPerUser", max);
                }

                edit.Touch(owner);
                edit.Put(Accepted(device, code, nextCode, EnableWindow) with
                {
                    UserName = name,
                    EnabledAt = books.Now,
                });
            },
            cancellationToken);
    }

    public Task<long> ResyncAsync(
        IamCall call,
        string? ownerName,
        Arn serialNumber,
        string code,
        string nextCode,
        CancellationToken cancellationToken)
    {
        CheckCodes(code, nextCode);
        return books.WriteAsync(
            call,
            "iam:ResyncMFADevice",
            async edit =>
            {
                MfaDevice device = await OwnDeviceAsync(edit, ownerName, serialNumber, cancellationToken);
                edit.Put(Accepted(device, code, nextCode, ResyncWindow));
            },
            cancellationToken);
    }

    public Task<long> DeactivateAsync(
        IamCall call, string? ownerName, Arn serialNumber, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeactivateMFADevice",
            async edit =>
            {
                MfaDevice device = await OwnDeviceAsync(edit, ownerName, serialNumber, cancellationToken);
                edit.Put(device with { UserName = null, EnabledAt = null });
            },
            cancellationToken);

    public Task<long> DeleteAsync(IamCall call, Arn serialNumber, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteVirtualMFADevice",
            async edit =>
            {
                MfaDevice device = await DeviceAsync(edit, serialNumber, cancellationToken);
                if (device.UserName is not null)
                {
                    throw new IamException(
                        IamErrorCodes.DeleteConflict, "MFA VirtualDevice in use. Must deactivate first.");
                }

                edit.Delete(device.Key);
            },
            cancellationToken);

    public async Task<MfaDevice> GetAsync(IamCall call, Arn serialNumber, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await DeviceAsync(view, serialNumber, cancellationToken);
    }

    public async Task<ValueList<MfaDevice>> ListForUserAsync(
        IamCall call, string? ownerName, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        (IamEntityKey owner, _) = await OwnerAsync(view, ownerName, cancellationToken);
        return await OfAsync(view, owner, cancellationToken);
    }

    public async Task<IamPage<MfaDevice>> ListAsync(
        IamCall call, bool? isAssigned, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.ListAsync<MfaDevice>(
            IamEntityKind.MfaDevice,
            page,
            device => isAssigned is null || device.UserName is not null == isAssigned,
            cancellationToken);
    }

    public Task<long> TagAsync(
        IamCall call, Arn serialNumber, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return books.WriteAsync(
            call,
            "iam:TagMFADevice",
            async edit =>
            {
                MfaDevice device = await DeviceAsync(edit, serialNumber, cancellationToken);
                edit.Put(device with { Tags = TagEdit.Set(device.Tags, tags, books.Quotas.TagsMax) });
            },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, Arn serialNumber, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UntagMFADevice",
            async edit =>
            {
                MfaDevice device = await DeviceAsync(edit, serialNumber, cancellationToken);
                edit.Put(device with { Tags = TagEdit.Remove(device.Tags, tagKeys) });
            },
            cancellationToken);

    private static void CheckCodes(params ReadOnlySpan<string> codes)
    {
        foreach (string code in codes)
        {
            if (code is not { Length: CodeLength } || !code.All(char.IsAsciiDigit))
            {
                throw IamErrors.Constraint(
                    "authenticationCode", @"Member must satisfy regular expression pattern: [\d]{6}");
            }
        }
    }

    private static async Task<MfaDevice> DeviceAsync(
        AccountView view, Arn arn, CancellationToken cancellationToken)
    {
        MfaDevice? device = await view.FindAsync<MfaDevice>(IamEntityKey.MfaDevice(arn), cancellationToken);
        return device?.Arn == arn
            ? device
            : throw new IamException(
                IamErrorCodes.NoSuchEntity, $"VirtualMFADevice with serial number {arn} doesn't exist.");
    }

    private static async Task<MfaDevice> OwnDeviceAsync(
        AccountView view, string? ownerName, Arn arn, CancellationToken cancellationToken)
    {
        (_, string name) = await OwnerAsync(view, ownerName, cancellationToken);
        MfaDevice device = await DeviceAsync(view, arn, cancellationToken);
        return AccountView.Same(device.UserName, name)
            ? device
            : throw new IamException(
                IamErrorCodes.NoSuchEntity, $"VirtualMFADevice with serial number {arn} doesn't exist.");
    }

    /// <summary>The owner's key, and its name as devices hold it: empty for the root user.</summary>
    private static async Task<(IamEntityKey Key, string Name)> OwnerAsync(
        AccountView view, string? ownerName, CancellationToken cancellationToken)
    {
        if (ownerName is null)
        {
            RootTasks.Require(view.Call);
            return (IamEntityKey.Account(view.AccountId), string.Empty);
        }

        IamUser user = await view.UserAsync(ownerName, cancellationToken);
        return (user.Key, user.Name);
    }

    private static async Task<ValueList<MfaDevice>> OfAsync(
        AccountView view, IamEntityKey owner, CancellationToken cancellationToken)
    {
        var devices = new List<MfaDevice>();
        foreach (IamEntityKey key in await view.ReferrersAsync(owner, IamReferenceKind.Owner, cancellationToken))
        {
            if (key.Kind == IamEntityKind.MfaDevice
                && await view.FindAsync<MfaDevice>(key, cancellationToken) is { } device)
            {
                devices.Add(device);
            }
        }

        return [.. devices];
    }

    /// <summary>The device after two codes of it were accepted, which are never accepted again.</summary>
    private MfaDevice Accepted(MfaDevice device, string code, string nextCode, int window)
    {
        long now = TimeCodes.StepOf(books.Now);
        byte[] seed = seal.OpenSeed(device);
        long step = TimeCodes.FindPair(seed, code, nextCode, now, window, device.LastStep)
            ?? throw new IamException(
                IamErrorCodes.InvalidAuthenticationCode, "Authentication code for device is not valid.");
        return device with { LastStep = step, DriftSteps = (int)(step - now) };
    }
}
