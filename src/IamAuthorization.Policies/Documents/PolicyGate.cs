namespace IamAuthorization.Policies;

/// <summary>How much of a document is checked when it is read (PL-76).</summary>
public enum PolicyGate
{
    /// <summary>Structure and content: what a document must pass to be saved.</summary>
    Save = 0,

    /// <summary>Structure alone: what is asked of a document that has been saved before.</summary>
    Stored,
}
