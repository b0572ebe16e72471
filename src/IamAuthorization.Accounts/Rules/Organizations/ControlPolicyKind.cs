namespace IamAuthorization.Accounts;

/// <summary>The kinds of policy that an organization attaches to its levels.</summary>
public enum ControlPolicyKind
{
    /// <summary>A service control policy: what principals of the accounts may do at most.</summary>
    ServiceControl = 0,

    /// <summary>A resource control policy: what may be done to resources of the accounts at most.</summary>
    ResourceControl,
}
