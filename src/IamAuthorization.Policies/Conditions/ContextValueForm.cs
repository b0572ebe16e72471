namespace IamAuthorization.Policies;

/// <summary>How a <see cref="ContextValue"/> holds its value; the first two hold none.</summary>
internal enum ContextValueForm : byte
{
    NotSupplied = 0,
    None,
    Conflict,
    Text,
    Texts,
    Boolean,
    Integer,
    Number,
    Instant,
    Address,
    Bytes,
}
