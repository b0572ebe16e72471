namespace IamAuthorization.Accounts;

/// <summary>Finds last uses of what an account has.</summary>
internal sealed class LastUsed(AccountBooks books, LastUsedRecorder recorder) : IIamLastUsed
{
    public async Task<AccessKeyLastUse> OfAccessKeyAsync(
        IamCall call, string accessKeyId, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        AccessKey key = await view.AccessKeyAsync(accessKeyId, cancellationToken);
        return new AccessKeyLastUse(key.UserName, await recorder.FindAsync(key.Id, cancellationToken));
    }

    public async Task<IamLastUse?> OfPasswordAsync(IamCall call, string userName, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamUser user = await view.UserAsync(userName, cancellationToken);
        return await FindAsync(user.UniqueId, cancellationToken);
    }

    public async Task<IamLastUse?> OfRoleAsync(IamCall call, string roleName, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamRole role = await view.RoleAsync(roleName, cancellationToken);
        return await FindAsync(role.UniqueId, cancellationToken);
    }

    private async Task<IamLastUse?> FindAsync(string? uniqueId, CancellationToken cancellationToken) =>
        uniqueId is null ? null : await recorder.FindAsync(uniqueId, cancellationToken);
}
