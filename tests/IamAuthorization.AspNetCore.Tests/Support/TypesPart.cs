using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Exactly these types of MVC, and none that other tests have.</summary>
internal sealed class TypesPart(params Type[] types) : ApplicationPart, IApplicationPartTypeProvider
{
    public override string Name => "types";

    public IEnumerable<TypeInfo> Types => types.Select(type => type.GetTypeInfo());
}
