using System.Collections;
using System.Reflection;
using IamAuthorization.Policies.Tests;

[assembly: AssemblyFixture(typeof(MutationCaches))]

namespace IamAuthorization.Policies.Tests;

/// <summary>
/// For <c>tests/mutate</c>, as <see cref="MutationRuns"/>: empties what the library remembers before each run of tests.
/// A condition compiled under one mutant would else answer for the next ones, and one compiled before it for this one.
/// </summary>
public sealed class MutationCaches
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public MutationCaches()
    {
        if (!MutationRuns.AreOn)
        {
            return;
        }

        foreach (Type type in typeof(IamEvaluator).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            foreach (FieldInfo field in type.GetFields(Any).Where(field => field.IsStatic && IsCache(field.FieldType)))
            {
                Empty(field.GetValue(null)!);
            }
        }
    }

    private static bool IsCache(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(SharedTable<>) || definition == typeof(BoundedInterner<>));

    private static void Empty(object cache)
    {
        foreach (FieldInfo field in cache.GetType().GetFields(Any))
        {
            switch (field.GetValue(cache))
            {
                case Array slots:
                    Array.Clear(slots);
                    break;
                case IDictionary known:
                    known.Clear();
                    break;
                default:
                    break;
            }
        }
    }
}
