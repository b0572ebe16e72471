namespace IamAuthorization.Policies.Reference;

/// <summary>Who asks for what, as plain data (evaluation.md §1; design §5, <c>iam simulate</c>).</summary>
public sealed record Question
{
    /// <summary>An ARN, <c>anonymous</c>, the name of a service, or <c>federated:</c> and a provider.</summary>
    public required string Principal { get; init; }

    /// <summary>The ARN of a role session's role.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The ARN of the user who made a federated session.</summary>
    public string? UserArn { get; init; }

    /// <summary>The unique id of the user or role, where it is known (PL-55).</summary>
    public string? UniqueId { get; init; }

    /// <summary>The concrete action.</summary>
    public required string Action { get; init; }

    /// <summary>The concrete ARN, or <c>*</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The account that owns the resource.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>EV-10: the flag of the resource's type.</summary>
    public bool RequiresResourcePolicyGrant { get; init; }

    /// <summary>What the request supplies.</summary>
    public IReadOnlyList<ContextEntry> Context { get; init; } = [];
}
