namespace IamAuthorization.Policies;

/// <summary>The JSON type of a <see cref="DocumentNode"/>.</summary>
internal enum DocumentNodeKind : byte
{
    Null = 0,
    String,
    Number,
    Boolean,
    Array,
    Object,
}
