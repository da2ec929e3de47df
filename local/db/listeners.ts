/** Who listens to which channel. */
export class Listeners {
  readonly #byChannel = new Map<string, Set<(payload: string) => void>>();

  /** True when the channel had no listener before. */
  add(channel: string, onPayload: (payload: string) => void): boolean {
    const existing = this.#byChannel.get(channel);
    if (existing) {
      existing.add(onPayload);
      return false;
    }
    this.#byChannel.set(channel, new Set([onPayload]));
    return true;
  }

  /** True when the channel has no listener left. */
  remove(channel: string, onPayload: (payload: string) => void): boolean {
    const existing = this.#byChannel.get(channel);
    if (!existing?.delete(onPayload) || existing.size > 0) return false;
    return this.#byChannel.delete(channel);
  }

  channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  /** A listener that throws must not keep the others from hearing, nor end the process from inside the driver. */
  dispatch(channel: string, payload: string): void {
    for (const onPayload of [...(this.#byChannel.get(channel) ?? [])]) {
      try {
        onPayload(payload);
      } catch (error) {
        console.error(`A listener on ${channel} failed:`, error);
      }
    }
  }
}
