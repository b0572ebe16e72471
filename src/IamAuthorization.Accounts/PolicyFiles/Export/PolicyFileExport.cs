using System.Text;

namespace IamAuthorization.Accounts;

/// <summary>
/// Writes an account as the policy files that <c>AddPolicyFiles</c> reads: users, groups, roles, customer managed
/// policies with their versions, resource policies, alias and password policy; and the organization with the account
/// that manages it. Credentials, revocations of sessions and identity providers have no place in these files.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">
/// GetAccountAuthorizationDetails</see>
/// </remarks>
public static class PolicyFileExport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The files of an account, in the order of their paths. The same state makes the same files.</summary>
    /// <param name="snapshot">The state of the store.</param>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The files; none when there is no such account.</returns>
    /// <exception cref="InvalidOperationException">
    /// A name begins with a dot: files of such names are not read, so what they say would be lost.
    /// </exception>
    public static async Task<IReadOnlyList<ExportedPolicyFile>> MakeAsync(
        IIamSnapshot snapshot, string accountId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(accountId);
        AccountOfFiles books = await AccountOfFiles.ReadAsync(snapshot, accountId, cancellationToken);
        if (books.Account is null)
        {
            return [];
        }

        AccountOfFiles shown = await books.ShowPrincipalsAsync(snapshot, cancellationToken);
        return
        [
            .. ExportOf(shown).OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Writes the files of an account into a folder. Afterwards its folder holds these files: those of users, groups,
    /// roles and policies that are gone are deleted, and nothing else is.
    /// </summary>
    /// <param name="snapshot">The state of the store.</param>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="folder">The folder of the policy files; made when it is not there.</param>
    /// <param name="cancellationToken">Ends the work, perhaps in the middle.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no such account, or a name begins with a dot.
    /// </exception>
    public static async Task<IReadOnlyList<ExportedPolicyFile>> WriteAsync(
        IIamSnapshot snapshot, string accountId, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        IReadOnlyList<ExportedPolicyFile> files = await MakeAsync(snapshot, accountId, cancellationToken);
        if (files.Count == 0)
        {
            throw new InvalidOperationException($"There is no account {accountId}: nothing was written.");
        }

        var kept = files.Select(file => FullPath(folder, file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (string gone in PolicyFileLayout.FoldersOfEntities
            .Select(kind => Path.Combine(folder, accountId, kind))
            .Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, "*.json"))
            .Select(Path.GetFullPath)
            .Where(path => !kept.Contains(path)))
        {
            File.Delete(gone);
        }

        foreach (ExportedPolicyFile file in files)
        {
            string path = FullPath(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Text, Utf8, cancellationToken);
        }

        return files;
    }

    private static string FullPath(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path));

    private static IEnumerable<ExportedPolicyFile> ExportOf(AccountOfFiles books)
    {
        string accountId = books.Account!.Id;
        yield return new ExportedPolicyFile(
            $"{accountId}/account.json",
            PolicyFileJson.Write(json => AccountFileWriter.Write(json, books.Account, books.ResourcePolicies)));
        if (books.Organization is { } organization)
        {
            yield return new ExportedPolicyFile(
                "organization.json", PolicyFileJson.Write(json => OrganizationFileWriter.Write(json, organization)));
        }

        foreach (IamUser user in books.Of<IamUser>())
        {
            yield return FileOf(user, "users", json => PrincipalFileWriter.Write(json, user));
        }

        foreach (IamGroup group in books.Of<IamGroup>())
        {
            yield return FileOf(group, "groups", json => PrincipalFileWriter.Write(json, group));
        }

        foreach (IamRole role in books.Of<IamRole>())
        {
            yield return FileOf(role, "roles", json => PrincipalFileWriter.Write(json, role));
        }

        foreach (ManagedPolicy policy in books.Of<ManagedPolicy>())
        {
            ManagedPolicyVersion[] versions = books.VersionsOf(policy);
            yield return FileOf(policy, "policies", json => ManagedPolicyFileWriter.Write(json, policy, versions));
        }
    }

    private static ExportedPolicyFile FileOf(IamEntity entity, string kind, Action<PolicyFileJson> write)
    {
        string name = entity.Key.Name;
        return name.StartsWith('.')
            ? throw new InvalidOperationException(
                $"`{entity.Key}` cannot be exported: files whose names begin with a dot are not read. Rename it.")
            : new ExportedPolicyFile($"{entity.Key.AccountId}/{kind}/{name}.json", PolicyFileJson.Write(write));
    }
}
