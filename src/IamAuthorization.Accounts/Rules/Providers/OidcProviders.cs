using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of OpenID Connect providers.</summary>
internal sealed class OidcProviders(AccountBooks books) : IIamOidcProviders
{
    public Task<IamCommitted<OidcProvider>> CreateAsync(
        IamCall call, NewOidcProvider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(provider);
        Arn arn = OidcProviderRules.ArnOf(books.Partition, call, provider.Url);
        OidcProviderRules.CheckClientIds(provider.ClientIds, books.Quotas.ClientIdsPerProviderMax);
        OidcProviderRules.CheckThumbprints(provider.Thumbprints, countMin: 0);
        Parameters.CheckTags(provider.Tags);
        return books.WriteAsync(
            call,
            "iam:CreateOpenIDConnectProvider",
            async edit =>
            {
                if (await edit.FindAsync<OidcProvider>(IamEntityKey.OidcProvider(arn), cancellationToken) is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"Provider with url {provider.Url} already exists.");
                }

                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.OidcProvider, "OpenIdConnectProvidersPerAccount",
                    books.Quotas.OidcProvidersMax, cancellationToken);
                var made = new OidcProvider
                {
                    Arn = arn,
                    ClientIds = [.. provider.ClientIds.Distinct(StringComparer.Ordinal)],
                    Thumbprints = provider.Thumbprints,
                    CreatedAt = books.Now,
                    Tags = TagEdit.Set([], provider.Tags, books.Quotas.TagsMax),
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<OidcProvider> GetAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await ProviderAsync(view, providerArn, cancellationToken);
    }

    public async Task<ValueList<OidcProvider>> ListAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.ListAllAsync<OidcProvider>(IamEntityKind.OidcProvider, cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteOpenIDConnectProvider",
            async edit => edit.Delete((await ProviderAsync(edit, providerArn, cancellationToken)).Key),
            cancellationToken);

    public Task<long> AddClientIdAsync(
        IamCall call, Arn providerArn, string clientId, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            "iam:AddClientIDToOpenIDConnectProvider",
            providerArn,
            provider =>
            {
                ValueList<string> clientIds =
                    [.. provider.ClientIds.Append(clientId).Distinct(StringComparer.Ordinal)];
                OidcProviderRules.CheckClientIds(clientIds, books.Quotas.ClientIdsPerProviderMax);
                return provider with { ClientIds = clientIds };
            },
            cancellationToken);

    public Task<long> RemoveClientIdAsync(
        IamCall call, Arn providerArn, string clientId, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            "iam:RemoveClientIDFromOpenIDConnectProvider",
            providerArn,
            provider => provider with
            {
                ClientIds = [.. provider.ClientIds.Where(id => !string.Equals(id, clientId, StringComparison.Ordinal))],
            },
            cancellationToken);

    public Task<long> UpdateThumbprintsAsync(
        IamCall call, Arn providerArn, ValueList<string> thumbprints, CancellationToken cancellationToken)
    {
        OidcProviderRules.CheckThumbprints(thumbprints, countMin: 1);
        return ChangeAsync(
            call,
            "iam:UpdateOpenIDConnectProviderThumbprint",
            providerArn,
            provider => provider with { Thumbprints = thumbprints },
            cancellationToken);
    }

    public Task<long> TagAsync(
        IamCall call, Arn providerArn, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return ChangeAsync(
            call,
            "iam:TagOpenIDConnectProvider",
            providerArn,
            provider => provider with { Tags = TagEdit.Set(provider.Tags, tags, books.Quotas.TagsMax) },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, Arn providerArn, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            "iam:UntagOpenIDConnectProvider",
            providerArn,
            provider => provider with { Tags = TagEdit.Remove(provider.Tags, tagKeys) },
            cancellationToken);

    private static async Task<OidcProvider> ProviderAsync(
        AccountView view, Arn arn, CancellationToken cancellationToken)
    {
        OidcProvider? provider = await view.FindAsync<OidcProvider>(IamEntityKey.OidcProvider(arn), cancellationToken);
        return provider?.Arn == arn
            ? provider
            : throw new IamException(
                IamErrorCodes.NoSuchEntity, $"OpenIDConnect Provider not found for arn {arn}");
    }

    private Task<long> ChangeAsync(
        IamCall call,
        string action,
        Arn arn,
        Func<OidcProvider, OidcProvider> change,
        CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            action,
            async edit => edit.Put(change(await ProviderAsync(edit, arn, cancellationToken))),
            cancellationToken);
}
