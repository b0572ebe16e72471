namespace IamAuthorization.Policies;

/// <summary>What a document is held to beyond its structure when it is saved (PL-76).</summary>
internal sealed class ContentGate(PolicyKind kind, PolicyReadOptions options, FindingCollector findings)
{
    private readonly KindRules _rules = KindRules.Of(kind);

    /// <summary>Checks what stands inside the strings, then looks for what is allowed but probably not meant.</summary>
    public void Check(DocumentSource document)
    {
        CheckVersion(document);
        var actions = new ActionChecks(options, findings);
        var resources = new ResourceChecks(kind, options, document.HasVariables, findings);
        var principals = new PrincipalChecks(kind, options, findings);
        var trust = new TrustChecks(options, findings);
        var conditions = new ConditionChecks(document.HasVariables, findings);
        foreach (StatementSource statement in document.Statements)
        {
            SidChecks.Check(statement, _rules, findings);
            CheckLists(statement);
            actions.Check(statement);
            resources.Check(statement);
            principals.Check(statement);
            conditions.Check(statement);
            if (kind == PolicyKind.RoleTrust)
            {
                trust.Check(statement);
            }
            else if (kind == PolicyKind.ResourceControl)
            {
                RefuseRcpOfAllActions(statement);
            }
        }

        PolicyLint.Check(document, kind, findings);
    }

    /// <summary>PL-14 and the Version row of §2.</summary>
    private void CheckVersion(DocumentSource document)
    {
        bool isMissing = document.Root.Children.All(member => member.Name is not "Version");
        string code = isMissing ? FindingCodes.MissingVersion : FindingCodes.InvalidVersion;
        bool isOld = document.LanguageVersion == PolicyVersion.V20081017;
        DocumentNode node = document.Version ?? document.Root;
        if (_rules.NeedsVersion2012 && (isMissing || isOld))
        {
            findings.Refuse(Refusal.Version, code, node, $"{_rules.Subject} must have `\"Version\": \"2012-10-17\"`.");
        }
        else if (isMissing || isOld)
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                code,
                node,
                "Without `\"Version\": \"2012-10-17\"` policy variables are literal text: write that version.");
        }
    }

    /// <summary>PL-09: a list or an object without entries says nothing.</summary>
    private void CheckLists(StatementSource statement)
    {
        if (statement.Action is { Kind: DocumentNodeKind.Array, Children.Count: 0 } action)
        {
            Refusal refusal = kind == PolicyKind.RoleTrust ? Refusal.TrustMissing("Action") : Refusal.MissingActions;
            RefuseEmpty(refusal, FindingCodes.EmptyArrayAction, action);
        }

        if (statement.Resource is { Kind: DocumentNodeKind.Array, Children.Count: 0 } resource)
        {
            RefuseEmpty(Refusal.MissingResources, FindingCodes.EmptyArrayResource, resource);
        }

        if (statement.Principal is not { Kind: DocumentNodeKind.Object } principal)
        {
            return;
        }

        if (principal.Children.Count == 0)
        {
            RefuseEmpty(Refusal.OtherContent, FindingCodes.EmptyObjectPrincipal, principal);
        }

        foreach (DocumentNode entry in principal.Children)
        {
            if (entry is { Kind: DocumentNodeKind.Array, Children.Count: 0 })
            {
                RefuseEmpty(Refusal.OtherContent, FindingCodes.EmptyArrayPrincipal, entry);
            }
        }
    }

    private void RefuseEmpty(Refusal refusal, string code, DocumentNode node) => findings.Refuse(
        refusal, code, node, $"`{node.Name}` is empty, so the statement says nothing: name at least one entry.");

    private void RefuseRcpOfAllActions(StatementSource statement)
    {
        foreach (DocumentNode action in statement.Actions.Where(action => action.Text is "*" or "*:*"))
        {
            findings.Refuse(
                Refusal.OtherContent,
                FindingCodes.RcpSyntaxErrorAction,
                action,
                $"{_rules.Subject} cannot name all actions: name a service, for example `orders:*`.");
        }
    }
}
