using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of SAML providers.</summary>
internal sealed class SamlProviders(AccountBooks books) : IIamSamlProviders
{
    public Task<IamCommitted<SamlProvider>> CreateAsync(
        IamCall call, string name, string metadata, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        Parameters.CheckName(IamNameKind.Policy, name);
        Parameters.CheckTags(tags);
        DateTimeOffset? validUntil = SamlMetadata.ValidUntilOf(metadata);
        Arn arn = Arn.Parse($"arn:{books.Partition}:iam::{call.AccountId}:saml-provider/{name}");
        return books.WriteAsync(
            call,
            "iam:CreateSAMLProvider",
            async edit =>
            {
                if (await edit.FindAsync<SamlProvider>(IamEntityKey.SamlProvider(arn), cancellationToken) is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"Provider with name {name} already exists.");
                }

                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.SamlProvider, "SAMLProvidersPerAccount", books.Quotas.SamlProvidersMax,
                    cancellationToken);
                var made = new SamlProvider
                {
                    Arn = arn,
                    Metadata = metadata,
                    CreatedAt = books.Now,
                    ValidUntil = validUntil,
                    Tags = TagEdit.Set([], tags, books.Quotas.TagsMax),
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<SamlProvider> GetAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await ProviderAsync(view, providerArn, cancellationToken);
    }

    public async Task<ValueList<SamlProvider>> ListAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.ListAllAsync<SamlProvider>(IamEntityKind.SamlProvider, cancellationToken);
    }

    public Task<long> UpdateAsync(
        IamCall call, Arn providerArn, string metadata, CancellationToken cancellationToken)
    {
        DateTimeOffset? validUntil = SamlMetadata.ValidUntilOf(metadata);
        return ChangeAsync(
            call,
            "iam:UpdateSAMLProvider",
            providerArn,
            provider => provider with { Metadata = metadata, ValidUntil = validUntil },
            cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, Arn providerArn, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteSAMLProvider",
            async edit => edit.Delete((await ProviderAsync(edit, providerArn, cancellationToken)).Key),
            cancellationToken);

    public Task<long> TagAsync(
        IamCall call, Arn providerArn, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return ChangeAsync(
            call,
            "iam:TagSAMLProvider",
            providerArn,
            provider => provider with { Tags = TagEdit.Set(provider.Tags, tags, books.Quotas.TagsMax) },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, Arn providerArn, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            "iam:UntagSAMLProvider",
            providerArn,
            provider => provider with { Tags = TagEdit.Remove(provider.Tags, tagKeys) },
            cancellationToken);

    private static async Task<SamlProvider> ProviderAsync(
        AccountView view, Arn arn, CancellationToken cancellationToken)
    {
        SamlProvider? provider = await view.FindAsync<SamlProvider>(IamEntityKey.SamlProvider(arn), cancellationToken);
        return provider?.Arn == arn
            ? provider
            : throw new IamException(IamErrorCodes.NoSuchEntity, $"Manifest not found for arn {arn}");
    }

    private Task<long> ChangeAsync(
        IamCall call,
        string action,
        Arn arn,
        Func<SamlProvider, SamlProvider> change,
        CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            action,
            async edit => edit.Put(change(await ProviderAsync(edit, arn, cancellationToken))),
            cancellationToken);
}
