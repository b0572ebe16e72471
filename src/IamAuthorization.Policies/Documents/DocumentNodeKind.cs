namespace IamAuthorization.Policies;

/// <summary>The JSON type of a <see cref="DocumentNode"/>; several of them together are a choice of types.</summary>
[Flags]
internal enum DocumentNodeKind : byte
{
    None = 0,
    Null = 1,
    String = 2,
    Number = 4,
    Boolean = 8,
    Array = 16,
    Object = 32,
    Scalar = String | Number | Boolean,
    Any = Null | Scalar | Array | Object,
}
