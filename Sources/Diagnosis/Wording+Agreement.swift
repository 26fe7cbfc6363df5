/// Sentences that begin with a quantity whose name is a plural.
enum Agreement {
  /// A sentence in the number of its quantity: "weights stay as they were", but "m stays as it was".
  static func agreeing(_ sentence: String, with quantity: String) -> String {
    guard isPlural(quantity), sentence.hasPrefix(quantity + " ") else { return sentence }
    var words = String(sentence.dropFirst(quantity.count))
    for (one, several) in verbs where words.hasPrefix(one) {
      words = several + words.dropFirst(one.count)
      break
    }
    for (one, several) in later { words = words.replacing(one, with: several) }
    return quantity + words
  }

  static func isPlural(_ name: String) -> Bool { name.hasSuffix("s") && !name.hasSuffix("ss") && name.count > 1 }

  /// The first verb; longer beginnings come first.
  private static let verbs = [
    (" looks as if it were", " look as if they were"), (" stays as it was", " stay as they were"),
    (" never changes from its", " never change from their"), (" follows its", " follow their"),
    (" does not remember its", " do not remember their"), (" is that of", " are those of"),
    (" is added to what it was", " are added to what they were"),
    (" is reported", " are reported"), (" is overwritten", " are overwritten"), (" is computed", " are computed"),
    (" is zero", " are zero"), (" is wrong", " are wrong"), (" is right", " are right"), (" is ", " are "),
    (" holds", " hold"), (" changes", " change"), (" comes", " come"),
    (" stands with rows and columns exchanged: it is", " stand with rows and columns exchanged: they are"),
  ]

  /// Later verbs of the sentence, which are the quantity's too.
  private static let later = [
    ("and follows its equation", "and follow their equation"), ("and stays as it was", "and stay as they were"),
    (": it belongs into every step", ": they belong into every step"),
    (", and carries it into", ", and carry it into"), (": it starts from zero", ": they start from zero"),
  ]
}
