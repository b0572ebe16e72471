using System.Reflection;
using System.Runtime.CompilerServices;

namespace IamAuthorization.Policies.Tests;

/// <summary>
/// For <c>tests/mutate</c>, whose runner asks one process about one mutant after the other. A static initializer that
/// fails under one mutant stays failed, and every later mutant would seem to be found; so all of them run before the
/// first mutant is switched on.
/// </summary>
internal static class MutationRuns
{
    /// <summary>The file in which the runner writes the number of the mutant that is on.</summary>
    private const string MutantFile = "STRYKER_MUTANT_FILE";

    private static readonly byte[] NoMutant = BitConverter.GetBytes(-1);

    /// <summary>Whether the runner asks.</summary>
    public static bool AreOn => Environment.GetEnvironmentVariable(MutantFile) is { Length: > 0 };

    [ModuleInitializer]
    internal static void InitializeStatics()
    {
        if (Environment.GetEnvironmentVariable(MutantFile) is not { Length: > 0 } file || !File.Exists(file))
        {
            return;
        }

        byte[] mutant = Exchange(file, NoMutant);
        foreach (Assembly assembly in (Assembly[])[typeof(IamEvaluator).Assembly, typeof(MutationRuns).Assembly])
        {
            foreach (Type type in assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }

        Exchange(file, mutant);
    }

    /// <summary>Writes other bytes at the beginning of a file that somebody else has mapped.</summary>
    /// <returns>Those that stood there.</returns>
    private static byte[] Exchange(string file, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        byte[] before = new byte[bytes.Length];
        stream.ReadExactly(before);
        stream.Position = 0;
        stream.Write(bytes);
        return before;
    }
}
