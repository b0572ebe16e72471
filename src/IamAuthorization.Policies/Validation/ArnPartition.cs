using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>PL-35: the partitions an ARN of a policy may name.</summary>
internal static class ArnPartition
{
    private static readonly SearchValues<char> IsolatedSuffix = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    public static bool IsValid(string partition, PolicyReadOptions options) =>
        partition is "aws" or "aws-cn" or "aws-us-gov" or "aws-eusc"
        || IsIsolated(partition)
        || string.Equals(partition, options.Partition, StringComparison.Ordinal);

    /// <summary><c>aws-iso</c> and its kin, such as <c>aws-iso-b</c>.</summary>
    private static bool IsIsolated(string partition) =>
        partition.StartsWith("aws-iso", StringComparison.Ordinal)
        && !partition.AsSpan("aws-iso".Length).ContainsAnyExcept(IsolatedSuffix);
}
