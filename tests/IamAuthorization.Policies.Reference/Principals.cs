namespace IamAuthorization.Policies.Reference;

/// <summary>evaluation.md §1.3, in rising order.</summary>
internal enum Level
{
    None,
    Account,
    Entity,
    Direct,
}

/// <summary>policy-language.md §5; evaluation.md §1.3 and §7.</summary>
internal static class Principals
{
    private const int AccountIdLength = 12;

    /// <summary>The level at which a statement names the caller: the highest of its entries (PL-50, EV-06).</summary>
    public static Level LevelOf(Statement statement, Caller caller, bool hasBoundary, bool isTrust, string action)
    {
        if (statement.NotPrincipal is { } exempt)
        {
            bool applies = exempt.Count > 0 && !IsExempt(exempt, caller, hasBoundary);
            return applies ? Level.Direct : Level.None;
        }

        return statement.Principal!
            .Select(entry => LevelOf(entry, caller, isTrust, action))
            .Append(Level.None)
            .Max();
    }

    /// <summary>PL-09: 12 digits.</summary>
    public static bool IsAccountId(string text) => text.Length == AccountIdLength && text.All(char.IsAsciiDigit);

    /// <summary>The table of policy-language.md §5.</summary>
    private static Level LevelOf(PrincipalEntry entry, Caller caller, bool isTrust, string action) => entry.Key switch
    {
        "AWS" => LevelOfAws(entry.Value, caller),
        "Service" => LevelIf(caller.Kind == CallerKind.Service && entry.Value == caller.Name, Level.Direct),
        "Federated" => LevelIf(
            isTrust && TakesIdentities(action)
                && caller.Kind == CallerKind.FederatedIdentity && entry.Value == caller.Name,
            Level.Direct),
        _ => Level.None,
    };

    private static Level LevelOfAws(string value, Caller caller)
    {
        if (value == "*")
        {
            return Level.Direct;
        }

        if (caller.Account is null)
        {
            return Level.None;
        }

        if (NamesAccount(value, caller))
        {
            return caller.Kind == CallerKind.Root ? Level.Direct : Level.Account;
        }

        bool isId = caller.UniqueId is not null && value == caller.UniqueId;
        return caller.Kind switch
        {
            CallerKind.User => LevelIf(value == caller.Name || isId, Level.Direct),
            CallerKind.RoleSession when value == caller.Name => Level.Direct,
            CallerKind.RoleSession => LevelIf(value == caller.RoleArn || isId, Level.Entity),
            CallerKind.FederatedUser when value == caller.Name => Level.Direct,
            CallerKind.FederatedUser => LevelIf(value == caller.UserArn || isId, Level.Entity),
            _ => Level.None,
        };
    }

    private static bool NamesAccount(string value, Caller caller) =>
        value == caller.Account || value == $"arn:{caller.Partition}:iam::{caller.Account}:root";

    /// <summary>§1.3: a Federated provider counts in the calls that bring its token (PL-22).</summary>
    private static bool TakesIdentities(string action) =>
        !action.Equals("sts:AssumeRole", StringComparison.OrdinalIgnoreCase);

    /// <summary>EV-41, EV-42: exempt when the caller has no boundary and its whole chain is listed.</summary>
    private static bool IsExempt(IReadOnlyList<PrincipalEntry> exempt, Caller caller, bool hasBoundary)
    {
        if (hasBoundary)
        {
            return false;
        }

        bool isAccount = Lists(exempt, value => NamesAccount(value, caller));
        bool isSelf = Lists(exempt, value => value == caller.Name);
        bool isId = caller.UniqueId is not null && Lists(exempt, value => value == caller.UniqueId);
        return caller.Kind switch
        {
            CallerKind.Root => isAccount,
            CallerKind.User => isAccount && (isSelf || isId),
            CallerKind.RoleSession =>
                isAccount && isSelf && (isId || Lists(exempt, value => value == caller.RoleArn)),
            CallerKind.FederatedUser =>
                isAccount && isSelf && (isId || Lists(exempt, value => value == caller.UserArn)),
            CallerKind.Service => exempt.Any(entry => entry.Key == "Service" && entry.Value == caller.Name),
            _ => false,
        };
    }

    private static bool Lists(IReadOnlyList<PrincipalEntry> entries, Func<string, bool> isNamed) =>
        entries.Any(entry => entry.Key == "AWS" && isNamed(entry.Value));

    private static Level LevelIf(bool isNamed, Level level) => isNamed ? level : Level.None;
}
