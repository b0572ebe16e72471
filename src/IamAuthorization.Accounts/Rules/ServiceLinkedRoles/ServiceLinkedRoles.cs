using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>The rules of roles that are linked to services.</summary>
internal sealed class ServiceLinkedRoles(
    AccountBooks books, DocumentRules documents, IOptions<IamServiceLinkedRoleOptions> options) : IIamServiceLinkedRoles
{
    public Task<IamCommitted<IamRole>> CreateAsync(
        IamCall call,
        string serviceName,
        string? description,
        string? customSuffix,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(serviceName);
        Parameters.CheckDescription(description);
        ServiceLinkedRole service = options.Value.Services.TryGetValue(serviceName, out ServiceLinkedRole? found)
            ? found
            : throw IamErrors.Invalid($"The service {serviceName} has no service-linked role.");
        string name = NameOf(serviceName, service, customSuffix);
        Arn arn = Parameters.ArnOf(
            IamArn.Role, books.Partition, call, name, IamServiceLinkedRoleOptions.PathOf(serviceName));
        PolicyDocument trust = documents.Read(TrustOf(serviceName), PolicyKind.RoleTrust);
        return books.WriteAsync(
            call,
            "iam:CreateServiceLinkedRole",
            async edit =>
            {
                var key = IamEntityKey.Role(call.AccountId, name);
                if (await edit.FindAsync<IamRole>(key, cancellationToken) is not null)
                {
                    throw IamErrors.Invalid(
                        $"Service role name {name} has been taken in this account, please try a different suffix.");
                }

                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.Role, "RolesPerAccount", books.Quotas.RolesMax, cancellationToken);
                var made = new IamRole
                {
                    Arn = arn,
                    UniqueId = books.Ids.Next("AROA"),
                    CreatedAt = books.Now,
                    Description = string.IsNullOrEmpty(description) ? service.Description : description,
                    LinkedService = serviceName,
                    TrustPolicy = trust,
                    AttachedPolicyArns = [PolicyOf(service)],
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, string roleName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteServiceLinkedRole",
            async edit =>
            {
                IamRole role = await edit.RoleAsync(roleName, cancellationToken);
                if (role.LinkedService is not { } linked)
                {
                    throw IamErrors.Invalid($"The role {role.Name} is not linked to a service.");
                }

                // WHY a service that is gone needs nothing: its roles can go, too.
                ServiceLinkedRole? service = options.Value.Services.TryGetValue(linked, out ServiceLinkedRole? found)
                    ? found
                    : null;
                if (service?.IsInUse is { } isInUse && await isInUse(role, cancellationToken))
                {
                    throw new IamException(
                        IamErrorCodes.DeleteConflict, $"The role {role.Name} is still in use by {linked}.");
                }

                edit.Delete(role.Key);
            },
            cancellationToken);

    private static string NameOf(string serviceName, ServiceLinkedRole service, string? customSuffix)
    {
        if (customSuffix is null)
        {
            return service.RoleName;
        }

        if (!service.AllowsSuffix)
        {
            throw IamErrors.Invalid($"Custom suffix is not allowed for {serviceName}");
        }

        Parameters.CheckLength("customSuffix", customSuffix, 1, IamRules.NameLengthMaxOf(IamNameKind.Role));
        string name = $"{service.RoleName}_{customSuffix}";
        Parameters.CheckName(IamNameKind.Role, name);
        return name;
    }

    private static string TrustOf(string serviceName) =>
        $$"""
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"Service":"{{serviceName}}"},"Action":"sts:AssumeRole"}]}
        """;

    private Arn PolicyOf(ServiceLinkedRole service)
    {
        int slash = service.PolicyName.LastIndexOf('/');
        return IamArn.ManagedPolicy(
            books.Partition,
            BuiltInPolicies.AccountId,
            service.PolicyName[(slash + 1)..],
            $"/{service.PolicyName[..(slash + 1)]}");
    }
}
