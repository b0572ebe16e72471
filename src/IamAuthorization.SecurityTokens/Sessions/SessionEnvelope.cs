namespace IamAuthorization.SecurityTokens;

/// <summary>What a sealed record is good for. The numbers are part of the format.</summary>
internal enum SessionEnvelope : byte
{
    /// <summary>A bearer token: whoever has it is the session.</summary>
    Bearer = 1,

    /// <summary>A session token beside an access key, worthless without the key's secret. Reserved.</summary>
    Signing = 2,
}
