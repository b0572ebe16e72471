namespace IamAuthorization.Policies.Reference;

/// <summary>One JSON value as RFC 8259 has it. Numbers and booleans stay the text they are.</summary>
public abstract record Json
{
    /// <summary>A string, unescaped.</summary>
    public sealed record Text(string Value) : Json;

    /// <summary>A number, as it was written.</summary>
    public sealed record Number(string Value) : Json;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Boolean(bool Value) : Json;

    /// <summary><c>null</c>.</summary>
    public sealed record Null : Json;

    /// <summary>An array.</summary>
    public sealed record List(IReadOnlyList<Json> Items) : Json;

    /// <summary>An object: its members in order, repeated ones too.</summary>
    public sealed record Object(IReadOnlyList<KeyValuePair<string, Json>> Members) : Json
    {
        /// <summary>The member of that name, or null. No member may come twice (PL-04, P-01, P-02).</summary>
        public Json? Find(string name)
        {
            Json? found = null;
            foreach ((string member, Json value) in Members)
            {
                if (member == name)
                {
                    found = found is null ? value : throw new MalformedException($"`{name}` comes twice.");
                }
            }

            return found;
        }
    }
}
