using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>Draws a QR code as inline SVG: one path, no script, no request that would carry the key.</summary>
internal static class QrCodeSvg
{
    public static IHtmlContent Draw(string content, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix; // has the quiet zone of four modules that readers need
        var path = new StringBuilder();

        for (var y = 0; y < matrix.Count; y++)
        {
            for (var x = 0; x < matrix.Count; x++)
            {
                if (!matrix[y][x])
                {
                    continue;
                }

                var start = x;
                while (x + 1 < matrix.Count && matrix[y][x + 1])
                {
                    x++;
                }

                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1h-{x - start + 1}z");
            }
        }

        var size = matrix.Count.ToString(CultureInfo.InvariantCulture);
        return new HtmlString(
            $"""<svg class="qr" role="img" aria-label="{HtmlEncoder.Default.Encode(label)}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{path}"/></svg>"""
        );
    }
}
