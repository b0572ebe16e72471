namespace IamAuthorization.Policies.Reference;

/// <summary>PL-64: a pattern is tokens before anything is substituted: what is substituted stays literal.</summary>
internal abstract record Token
{
    /// <summary>Characters that mean themselves.</summary>
    public sealed record Literal(string Text) : Token;

    /// <summary><c>*</c>: zero or more characters.</summary>
    public sealed record AnyRun : Token;

    /// <summary><c>?</c>: exactly one character.</summary>
    public sealed record AnyOne : Token;

    /// <summary><c>${key}</c> or <c>${key, 'default'}</c>.</summary>
    public sealed record Variable(string Key, string? Default) : Token;

    /// <summary>A variable that is not written as PL-68 wants it; it has no value (PL-76).</summary>
    public sealed record Malformed : Token;
}
