/// Limits, each between what a worker or a compiler needs to begin at all and what is still a limit.
extension ManifestReader {
  private static let keys = ["wallClock", "cpu", "memory", "compile", "output", "source", "files"]
  private static let seconds = 0.1...3600.0
  private static let mebibytes = 64...(1 << 20)
  private static let kibibytes = 0...(1 << 16)

  mutating func limits(_ place: ManifestNode) -> Limits? {
    guard let mapping = mapping(place, of: "limits", keys: Self.keys) else { return nil }
    var limits = Limits()
    func set<Value>(_ key: WritableKeyPath<Limits, Value>, _ value: Value?) {
      if let value { limits[keyPath: key] = value }
    }
    set(\.wallClock, mapping["wallClock"].flatMap { number($0, in: Self.seconds) })
    // The kernel counts it in whole seconds.
    set(\.cpu, mapping["cpu"].flatMap { wholeNumber($0, in: 1...3600) }.map(Double.init))
    set(\.compile, mapping["compile"].flatMap { number($0, in: Self.seconds) })
    set(\.memory, mapping["memory"].flatMap { wholeNumber($0, in: Self.mebibytes) })
    set(\.output, mapping["output"].flatMap { wholeNumber($0, in: Self.kibibytes) })
    set(\.source, mapping["source"].flatMap { wholeNumber($0, in: 1...Self.kibibytes.upperBound) })
    set(\.files, mapping["files"].flatMap { wholeNumber($0, in: 1...10_000) })
    return limits
  }
}
