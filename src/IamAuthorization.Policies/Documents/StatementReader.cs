namespace IamAuthorization.Policies;

/// <summary>
/// The structure gate of PL-76 for one statement: which elements it has and of which type (§1 and §2).
/// </summary>
internal sealed class StatementReader(PolicyKind kind, FindingCollector findings)
{
    private const string Elements =
        "`Sid`, `Principal`, `NotPrincipal`, `Effect`, `Action`, `NotAction`, `Resource`, `NotResource` and "
        + "`Condition`";

    private readonly KindRules _rules = KindRules.Of(kind);

    public StatementSource Read(DocumentNode node)
    {
        StatementMembers members = Find(node);
        var statement = new StatementSource(node);
        ReadSid(statement, members.Sid);
        ReadEffect(statement, members.Effect);
        ReadPrincipals(statement, members.Principal, members.NotPrincipal);
        ReadActions(statement, members.Action, members.NotAction);
        ReadResources(statement, members.Resource, members.NotResource);
        if (members.Condition is { } condition)
        {
            statement.Condition = condition;
            ConditionReader.Read(statement, condition, findings);
        }

        return statement;
    }

    private StatementMembers Find(DocumentNode node)
    {
        var members = new StatementMembers(node.Tree);
        var names = new MemberNames(node, StringComparison.Ordinal);
        foreach (DocumentNode member in node.Children)
        {
            if (MemberReader.IsFirst(member, ref names, findings) && !members.TryAdd(member))
            {
                MemberReader.RefuseUnknown(member, "a statement", Elements, findings);
            }
        }

        return members;
    }

    private void ReadSid(StatementSource statement, DocumentNode? member)
    {
        if (member is { } sid && MemberReader.IsString(sid, "`Sid`", findings))
        {
            statement.Sid = sid;
        }
    }

    private void ReadEffect(StatementSource statement, DocumentNode? effect)
    {
        if (effect is not { } member)
        {
            Refusal refusal = kind == PolicyKind.RoleTrust ? Refusal.TrustMissing("Effect") : Refusal.Syntax;
            findings.Refuse(
                refusal,
                FindingCodes.MissingEffect,
                statement.Node,
                "The statement has no `Effect`: write `Allow` or `Deny`.");
            return;
        }

        if (!MemberReader.IsString(member, "`Effect`", findings))
        {
            return;
        }

        statement.Effect = member.Text switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,
            _ => null,
        };
        if (statement.Effect is null)
        {
            RefuseEffect(member);
        }
        else if (statement.IsAllow && !_rules.HasAllow)
        {
            findings.RefuseSyntax(
                FindingCodes.RcpSyntaxErrorAllow, member, "A resource control policy only denies: write `Deny`.");
        }
    }

    /// <summary>PL-18: IAM answers a wrong case differently from a wrong word.</summary>
    private void RefuseEffect(DocumentNode member)
    {
        bool isWrongCase = member.Text.Equals("Allow", StringComparison.OrdinalIgnoreCase)
            || member.Text.Equals("Deny", StringComparison.OrdinalIgnoreCase);
        string message = $"{Shown.Text(member.Text)} is no effect: write exactly `Allow` or `Deny`.";
        if (isWrongCase)
        {
            findings.Refuse(Refusal.LegacyParsing, FindingCodes.InvalidEffect, member, message);
        }
        else
        {
            findings.RefuseSyntax(FindingCodes.InvalidEffect, member, message);
        }
    }

    private void ReadPrincipals(StatementSource statement, DocumentNode? principal, DocumentNode? notPrincipal)
    {
        RefuseBoth(principal, notPrincipal, "Principal");
        statement.Principal = principal ?? notPrincipal;
        statement.IsNotPrincipal = principal is null && notPrincipal is not null;
        if (notPrincipal is { } negation && !IsNotPrincipalAllowed(statement, negation))
        {
            return;
        }

        if (principal is { } element && _rules.Principal == ElementRule.Forbidden)
        {
            RefusePrincipal(element);
            return;
        }

        if (statement.Principal is { } member)
        {
            PrincipalReader.Read(statement, member, kind, findings);
        }
        else if (_rules.Principal == ElementRule.Required)
        {
            RefuseMissingPrincipal(statement);
        }
    }

    /// <summary>PL-52: NotPrincipal stands in resource-based policies only, and only with Deny.</summary>
    private bool IsNotPrincipalAllowed(StatementSource statement, DocumentNode member)
    {
        if (!_rules.HasNotPrincipal)
        {
            RefusePrincipal(member);
            return false;
        }

        if (statement.IsAllow)
        {
            findings.RefuseSyntaxOfName(
                FindingCodes.AllowWithNotPrincipal,
                member,
                "`NotPrincipal` with `Allow` lets in everyone else, the anonymous included: write `Principal`.");
        }

        return true;
    }

    private void RefusePrincipal(DocumentNode member)
    {
        (Refusal refusal, string code) = kind switch
        {
            PolicyKind.RoleTrust => (Refusal.TrustNotPrincipal, FindingCodes.RoleTrustNotPrincipal),
            PolicyKind.ServiceControl => (Refusal.PrincipalNotAllowed, FindingCodes.ScpSyntaxErrorPrincipal),
            PolicyKind.ResourceControl => (Refusal.Syntax, FindingCodes.RcpSyntaxErrorPrincipal),
            _ => (Refusal.PrincipalNotAllowed, FindingCodes.UnsupportedPrincipal),
        };
        string hint = _rules.Principal == ElementRule.Forbidden ? "leave it out" : "write `Principal`";
        findings.RefuseName(refusal, code, member, $"{_rules.Subject} has no `{member.Name}`: {hint}.");
    }

    private void RefuseMissingPrincipal(StatementSource statement)
    {
        Refusal refusal = kind == PolicyKind.RoleTrust ? Refusal.TrustMissing("Principal") : Refusal.Syntax;
        string code = kind == PolicyKind.ResourceControl
            ? FindingCodes.RcpSyntaxErrorPrincipal
            : FindingCodes.MissingPrincipal;
        string example = kind == PolicyKind.ResourceControl ? "\"*\"" : "{\"AWS\": \"111122223333\"}";
        findings.Refuse(
            refusal,
            code,
            statement.Node,
            $"The statement has no `Principal`, which {_rules.Name} needs: write, for example, `{example}`.");
    }

    private void ReadActions(StatementSource statement, DocumentNode? action, DocumentNode? notAction)
    {
        RefuseBoth(action, notAction, "Action");
        statement.Action = action ?? notAction;
        statement.IsNotAction = action is null && notAction is not null;
        if (notAction is { } negation && !_rules.HasNotAction)
        {
            findings.RefuseSyntaxOfName(
                FindingCodes.RcpSyntaxErrorNotAction,
                negation,
                $"{_rules.Subject} has no `NotAction`: write `Action`.");
        }

        if (statement.Action is not { } member)
        {
            Refusal refusal = kind == PolicyKind.RoleTrust ? Refusal.TrustMissing("Action") : Refusal.MissingActions;
            findings.Refuse(
                refusal,
                FindingCodes.MissingAction,
                statement.Node,
                "The statement has neither `Action` nor `NotAction`: write, for example, `orders:GetOrder`.");
            return;
        }

        MemberReader.CheckStrings(member, findings);
    }

    private void ReadResources(StatementSource statement, DocumentNode? resource, DocumentNode? notResource)
    {
        RefuseBoth(resource, notResource, "Resource");
        statement.Resource = resource ?? notResource;
        statement.IsNotResource = resource is null && notResource is not null;
        if (statement.Resource is not { } member)
        {
            if (_rules.Resource == ElementRule.Required)
            {
                findings.Refuse(
                    Refusal.MissingResources,
                    FindingCodes.MissingResource,
                    statement.Node,
                    "The statement has neither `Resource` nor `NotResource`: write ARNs, or `*` for all.");
            }

            return;
        }

        if (_rules.Resource == ElementRule.Forbidden)
        {
            findings.RefuseName(
                Refusal.TrustResource,
                FindingCodes.RoleTrustResource,
                member,
                $"{_rules.Subject} has no `{member.Name}`, its resource is the role itself: leave it out.");
            return;
        }

        statement.TakesResources = true;
        MemberReader.CheckStrings(member, findings);
    }

    /// <summary>PL-08: an element and its negation exclude each other.</summary>
    private void RefuseBoth(DocumentNode? element, DocumentNode? negation, string name)
    {
        if (element is not null && negation is { } member)
        {
            findings.RefuseSyntaxOfName(
                FindingCodes.UnsupportedElementCombination,
                member,
                $"The statement has both `{name}` and `Not{name}`: write one of them.");
        }
    }
}
