using System.Text.Json;
using System.Text.Json.Serialization;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>One workload file, read as a stream: the text of its documents, and everything else as strings.</summary>
internal sealed class Workload
{
    public required string Id { get; init; }

    /// <summary>The size of a sweep's step; absent elsewhere.</summary>
    [JsonPropertyName("n")]
    public int? Size { get; init; }

    public required WorkloadPolicy[] Policies { get; init; }

    public required WorkloadPrincipal[] Principals { get; init; }

    public required WorkloadRequest[] Requests { get; init; }

    public static Workload Load(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<Workload>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{file} holds no workload.");
    }
}

/// <summary>A policy of a workload.</summary>
internal sealed class WorkloadPolicy
{
    public required string Name { get; init; }

    public required JsonElement Document { get; init; }
}

/// <summary>A principal of a workload, and its identity policies by number.</summary>
internal sealed class WorkloadPrincipal
{
    public required string Arn { get; init; }

    public required int[] Policies { get; init; }
}

/// <summary>A question of a workload, and the right answer.</summary>
internal sealed class WorkloadRequest
{
    public required int Principal { get; init; }

    public required string Action { get; init; }

    public required string Resource { get; init; }

    public required Dictionary<string, JsonElement> Context { get; init; }

    /// <summary>The answer, where somebody knows it.</summary>
    public required string? Expected { get; init; }
}
