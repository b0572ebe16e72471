using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of resource policies.</summary>
internal sealed class StoredResourcePolicies(AccountBooks books, DocumentRules documents) : IIamStoredResourcePolicies
{
    public Task<long> PutAsync(
        IamCall call, Arn resourceArn, string document, CancellationToken cancellationToken)
    {
        PolicyDocument read = documents.Read(document, PolicyKind.Resource, resourceArn);
        return books.WriteAsync(
            call,
            "iam:PutResourcePolicy",
            async edit =>
            {
                RequireOwn(edit, resourceArn);
                PolicyDocument pinned =
                    await PrincipalPinning.PinAsync(read, PolicyKind.Resource, edit, cancellationToken);
                edit.Put(new ResourcePolicy(resourceArn, pinned));
            },
            cancellationToken);
    }

    public async Task<ResourcePolicy> GetAsync(
        IamCall call, Arn resourceArn, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        ResourcePolicy policy = await RequireAsync(view, resourceArn, cancellationToken);
        return policy with
        {
            Document = await PrincipalPinning.ShowAsync(
                policy.Document, PolicyKind.Resource, view, cancellationToken),
        };
    }

    public async Task<IamPage<Arn>> ListAsync(
        IamCall call, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        await view.AccountAsync(cancellationToken);
        return await view.ListResourcesAsync(page, cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, Arn resourceArn, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteResourcePolicy",
            async edit => edit.Delete((await RequireAsync(edit, resourceArn, cancellationToken)).Key),
            cancellationToken);

    private static void RequireOwn(AccountView view, Arn resourceArn)
    {
        if (!view.IsOwn(resourceArn.Account.ToString()))
        {
            throw Missing(resourceArn);
        }
    }

    private static async Task<ResourcePolicy> RequireAsync(
        AccountView view, Arn resourceArn, CancellationToken cancellationToken)
    {
        RequireOwn(view, resourceArn);
        return await view.FindAsync<ResourcePolicy>(IamEntityKey.ResourcePolicy(resourceArn), cancellationToken)
            ?? throw Missing(resourceArn);
    }

    private static IamException Missing(Arn resourceArn) =>
        new(IamErrorCodes.NoSuchEntity, $"The resource policy of {resourceArn} cannot be found.");
}
