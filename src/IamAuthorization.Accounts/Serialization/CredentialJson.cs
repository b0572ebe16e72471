namespace IamAuthorization.Accounts;

/// <summary>Credentials and revocations as JSON.</summary>
internal static class CredentialJson
{
    public static void Write(EntityWriter writer, SessionRevocation revocation)
    {
        writer.Arn("principal", revocation.PrincipalArn);
        writer.Instant("validFrom", revocation.ValidFrom);
    }

    public static SessionRevocation ReadRevocation(EntityReader reader) => new()
    {
        PrincipalArn = reader.Arn("principal"),
        ValidFrom = reader.RequiredInstant("validFrom"),
    };

    public static void Write(EntityWriter writer, AccessKey key)
    {
        writer.Text("id", key.Id);
        writer.Text("account", key.AccountId);
        writer.Text("user", key.UserName);
        writer.Flag("active", key.IsActive);
        writer.Secret("secret", key.ProtectedSecret);
        writer.Instant("created", key.CreatedAt);
    }

    public static AccessKey ReadAccessKey(EntityReader reader) => new()
    {
        Id = reader.RequiredText("id"),
        AccountId = reader.RequiredText("account"),
        UserName = reader.Text("user"),
        IsActive = reader.Flag("active"),
        ProtectedSecret = reader.RequiredText("secret"),
        CreatedAt = reader.RequiredInstant("created"),
    };

    public static void Write(EntityWriter writer, LoginProfile profile)
    {
        writer.Text("account", profile.AccountId);
        writer.Text("user", profile.UserName);
        writer.Secret("hash", profile.PasswordHash);
        writer.Secrets("earlier", profile.EarlierHashes);
        writer.Flag("reset", profile.IsResetRequired);
        writer.Instant("created", profile.CreatedAt);
        writer.Instant("changed", profile.ChangedAt);
    }

    public static LoginProfile ReadLoginProfile(EntityReader reader) => new()
    {
        AccountId = reader.RequiredText("account"),
        UserName = reader.RequiredText("user"),
        PasswordHash = reader.RequiredText("hash"),
        EarlierHashes = reader.Texts("earlier"),
        IsResetRequired = reader.Flag("reset"),
        CreatedAt = reader.RequiredInstant("created"),
        ChangedAt = reader.RequiredInstant("changed"),
    };

    public static void Write(EntityWriter writer, MfaDevice device)
    {
        writer.Arn("arn", device.Arn);
        writer.Secret("seed", device.ProtectedSeed);
        writer.Text("user", device.UserName);
        writer.Instant("enabled", device.EnabledAt);
        writer.Number("lastStep", device.LastStep);
        writer.Number("drift", device.DriftSteps);
        writer.Tags(device.Tags);
    }

    public static MfaDevice ReadMfaDevice(EntityReader reader) => new()
    {
        Arn = reader.Arn("arn"),
        ProtectedSeed = reader.RequiredText("seed"),
        UserName = reader.Text("user"),
        EnabledAt = reader.Instant("enabled"),
        LastStep = reader.Number("lastStep"),
        DriftSteps = reader.Integer("drift"),
        Tags = reader.Tags(),
    };
}
