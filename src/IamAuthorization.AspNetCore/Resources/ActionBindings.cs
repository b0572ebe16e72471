using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The typed route values of a controller's action or a page, by the framework's rules of model binding.
/// </summary>
/// <remarks>
/// <see href="https://learn.microsoft.com/aspnet/core/mvc/models/model-binding">Model binding in ASP.NET Core</see>
/// </remarks>
internal static class ActionBindings
{
    public static IEnumerable<RouteBinding> Of(ActionDescriptor action, IModelMetadataProvider models)
    {
        IEnumerable<ParameterDescriptor> handlers = action is CompiledPageActionDescriptor page
            ? page.HandlerMethods.SelectMany(handler => handler.Parameters)
            : [];
        return action.Parameters.Concat(action.BoundProperties).Concat(handlers)
            .SelectMany(parameter => Of(parameter, models))
            .OfType<RouteBinding>();
    }

    private static IEnumerable<RouteBinding?> Of(ParameterDescriptor parameter, IModelMetadataProvider models)
    {
        string name = parameter.BindingInfo?.BinderModelName ?? parameter.Name;
        BindingSource? source = parameter.BindingInfo?.BindingSource;
        bool isOwnBinder = parameter.BindingInfo?.BinderType is not null || source == BindingSource.Custom;
        ModelMetadata model = models.GetMetadataForType(parameter.ParameterType);
        if (isOwnBinder || !model.IsComplexType || model.IsEnumerableType)
        {
            return [BindingOf(name, model, source, isOwnBinder)];
        }

        return MembersOf(model).Select(member => BindingOf(
            member.BinderModelName ?? member.Name ?? string.Empty,
            member,
            member.BindingSource ?? source,
            member.BinderType is not null));
    }

    private static IEnumerable<ModelMetadata> MembersOf(ModelMetadata model) =>
        model.Properties.Concat(model.BoundConstructor?.BoundConstructorParameters ?? []);

    private static RouteBinding? BindingOf(string name, ModelMetadata model, BindingSource? source, bool isOwnBinder)
    {
        if (isOwnBinder || source == BindingSource.Custom)
        {
            return new RouteBinding(name, Spell: null);
        }

        bool isOfRoute = source is null || source.CanAcceptDataFrom(BindingSource.Path);
        return isOfRoute
            ? RouteBinding.Of(name, model.ModelType, formComesFirst: source != BindingSource.Path)
            : null;
    }
}
