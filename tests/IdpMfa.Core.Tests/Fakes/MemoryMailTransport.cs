using System.Collections.Concurrent;
using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>The mail server of a test, and the words of its mails: kind and secret are all that the tests of Core read.</summary>
internal sealed class MemoryMailTransport : IMailTransport, IMailRenderer
{
    private readonly ConcurrentQueue<OutgoingMail> _sent = new();

    public IReadOnlyCollection<OutgoingMail> Sent => _sent;

    /// <summary>Runs at each sending; throws to refuse it.</summary>
    public Func<Task> WhileSending { get; set; } = () => Task.CompletedTask;

    /// <summary>False: as if the user were gone.</summary>
    public bool KnowsUser { get; set; } = true;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        await WhileSending();
        _sent.Enqueue(mail);
    }

    public Task<RenderedMail?> RenderAsync(OutboxMail mail, string? secret, CancellationToken ct) =>
        Task.FromResult(KnowsUser ? new RenderedMail(mail.Kind.ToString(), secret ?? "", "") : null);
}
