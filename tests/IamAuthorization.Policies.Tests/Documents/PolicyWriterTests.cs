using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>Documents are written in one canonical form that reads back as the same document.</summary>
public sealed class PolicyWriterTests
{
    [Fact]
    public void Write_UsesAwsOrder_AndSingleValuesForListsOfOne() => Assert.Equal(
        Json("{'Version':'2012-10-17','Id':'i','Statement':[{'Sid':'s','Effect':'Deny',"
            + "'Principal':{'AWS':['111122223333','*'],'Service':'a.example.com'},"
            + "'Action':'s3:*','Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'NumericEquals':{'a:b':[1.50,2]},'Bool':{'a:c':true},'StringEquals':{'a:d':'1'}}}]}"),
        PolicyWriter.Write(PolicyDocument.Parse(
            Json("{'Statement':{"
                + "'Condition':{'NumericEquals':{'a:b':[1.50,2]},'Bool':{'a:c':[true]},'StringEquals':{'a:d':'1'}},"
                + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],'Action':['s3:*'],"
                + "'Principal':{'AWS':['111122223333','*'],'Service':['a.example.com']},"
                + "'Effect':'Deny','Sid':'s'},'Id':'i','Version':'2012-10-17'}"),
            PolicyKind.Resource)));

    [Theory]
    [InlineData("'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'NotAction':'s3:*','NotResource':'*'")]
    [InlineData("'Effect':'Allow','Principal':'*','Action':'s3:*'")]
    [InlineData("'Effect':'Allow','Principal':{},'Action':[],'Resource':[],'Condition':{'StringEquals':{'a:b':[]}}")]
    [InlineData(
        "'Effect':'Allow','Principal':'*','Action':'s3:*',"
            + "'Condition':{'StringEquals':{'a:b':'é𝄞\\\"\\\\\\t<>&+`/\\u0027 ${aws:username}'}}")]
    [InlineData(
        "'Effect':'Allow','Principal':'*','Action':'s3:*','Condition':{'NumericEquals':{'a:b':[1E+5,-0,0.10]}}")]
    public void Write_OfAnyStatement_RoundTrips(string members)
    {
        var stored = new PolicyReadOptions { Gate = PolicyGate.Stored };
        PolicyDocument document = PolicyDocument.Parse(Of(members), PolicyKind.Resource, stored);
        foreach (bool isIndented in new[] { false, true })
        {
            string written = PolicyWriter.Write(document, isIndented);
            PolicyDocument again = PolicyDocument.Parse(written, PolicyKind.Resource, stored);
            Assert.Equal(document, again);
            Assert.Equal(document.GetHashCode(), again.GetHashCode());
            Assert.Equal(written, PolicyWriter.Write(again, isIndented));
        }
    }

    [Fact]
    public void Write_Indented_BreaksLinesWithLineFeeds()
    {
        string written = PolicyWriter.Write(PolicyDocument.Parse(Of(Get), PolicyKind.Managed), indented: true);
        Assert.StartsWith(
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n",
            written,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\r', written);
    }
}
