namespace IamAuthorization.Accounts;

/// <summary>The rules of accounts as such.</summary>
internal sealed class AccountSettings(AccountBooks books) : IIamAccounts
{
    public Task<IamCommitted<IamAccount>> CreateAsync(IamCall call, CancellationToken cancellationToken) =>
        books.WriteNewAccountAsync(
            call,
            "iam:CreateAccount",
            async edit =>
            {
                var key = IamEntityKey.Account(call.AccountId);
                if (await edit.FindAsync<IamAccount>(key, cancellationToken) is not null)
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"Account with id {call.AccountId} already exists.");
                }

                var made = new IamAccount(call.AccountId) { CreatedAt = books.Now };
                edit.Put(made);
                return made;
            },
            cancellationToken);

    public async Task<IamAccount> GetAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.AccountAsync(cancellationToken);
    }

    public Task<long> SetAliasAsync(IamCall call, string alias, CancellationToken cancellationToken)
    {
        CheckAlias(alias);
        return books.WriteAsync(
            call,
            "iam:CreateAccountAlias",
            async edit =>
            {
                IamAccount account = await edit.AccountAsync(cancellationToken);
                var key = IamEntityKey.AccountAlias(alias);
                if (await edit.FindAsync<AccountAlias>(key, cancellationToken) is { } taken
                    && !edit.IsOwn(taken.AccountId))
                {
                    throw new IamException(
                        IamErrorCodes.EntityAlreadyExists, $"The account alias {alias} already exists.");
                }

                if (account.Alias is { } before)
                {
                    edit.Delete(IamEntityKey.AccountAlias(before));
                }

                edit.Put(account with { Alias = alias });
                edit.Put(new AccountAlias(alias, call.AccountId));
            },
            cancellationToken);
    }

    public Task<long> DeleteAliasAsync(IamCall call, string alias, CancellationToken cancellationToken)
    {
        CheckAlias(alias);
        return books.WriteAsync(
            call,
            "iam:DeleteAccountAlias",
            async edit =>
            {
                IamAccount account = await edit.AccountAsync(cancellationToken);
                if (!string.Equals(account.Alias, alias, StringComparison.Ordinal))
                {
                    throw new IamException(
                        IamErrorCodes.NoSuchEntity, $"The account alias {alias} cannot be found.");
                }

                edit.Put(account with { Alias = null });
                edit.Delete(IamEntityKey.AccountAlias(alias));
            },
            cancellationToken);
    }

    public async Task<PasswordPolicy> GetPasswordPolicyAsync(IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return (await view.AccountAsync(cancellationToken)).PasswordPolicy
            ?? throw new IamException(
                IamErrorCodes.NoSuchEntity,
                $"The Password Policy with domain name {call.AccountId} cannot be found.");
    }

    public Task<long> SetPasswordPolicyAsync(
        IamCall call, PasswordPolicy passwordPolicy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passwordPolicy);
        PasswordRules.Check(passwordPolicy);
        return books.WriteAsync(
            call,
            "iam:UpdateAccountPasswordPolicy",
            async edit =>
            {
                IamAccount account = await edit.AccountAsync(cancellationToken);
                edit.Put(account with { PasswordPolicy = passwordPolicy });
            },
            cancellationToken);
    }

    public Task<long> DeletePasswordPolicyAsync(IamCall call, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteAccountPasswordPolicy",
            async edit =>
            {
                IamAccount account = await edit.AccountAsync(cancellationToken);
                edit.Put(account.PasswordPolicy is null
                    ? throw new IamException(
                        IamErrorCodes.NoSuchEntity,
                        "The account policy with name PasswordPolicy cannot be found.")
                    : account with { PasswordPolicy = null });
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, int>> GetSummaryAsync(
        IamCall call, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        await view.AccountAsync(cancellationToken);
        return await AccountSummary.OfAsync(view, books.Quotas, cancellationToken);
    }

    private static void CheckAlias(string alias)
    {
        ArgumentNullException.ThrowIfNull(alias);
        if (IamRules.ProblemOfAlias(alias) is not null)
        {
            throw IamErrors.Constraint(
                "accountAlias",
                "Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
                alias);
        }
    }
}
