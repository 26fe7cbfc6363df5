import Assignments
import Verification

// The sentences of `gradus verify`.
extension Wording {
  static func pairs(_ pairs: SelfCheck.Pairs) -> String {
    let equivalent = pairs.equivalent == 0 ? "" : ", equivalent \(pairs.equivalent)"
    let bound = (pairs.bound * 1000).rounded(.up) / 10
    return "pairs of mistakes: \(pairs.tried) drawn, missed \(pairs.missed.count)\(equivalent); "
      + "of all pairs at most \(bound) % are missed, at 95 % confidence"
  }

  static func coincidence(_ coincidence: Coincidence) -> String {
    switch coincidence {
    case .steps(1): "every case calls the program once, so that nothing shows what it keeps from call to call"
    case .steps(let count): "every case has \(count) steps"
    case .setting(let name, let value): "\(name) is \(value) in every case"
    case .extent("", let axis, let extent): "the axis \(axis) has \(extent) entries in every case"
    case .extent(let name, let place, let extent): "\(name) has \(extent) entries along axis \(place) in every case"
    case .listed(let name, let count): "\(name) lists \(count) numbers in every case"
    }
  }

  static func contradiction(_ contradiction: HandoutCheck.Contradiction.Kind) -> String {
    switch contradiction {
    case .title(let said, let expected): "the title is '\(said)', and '\(expected)' in the manifest"
    case .typeMissing(let type, let kit): "nowhere does it name the type that the manifest asks for, '\(type): \(kit)'"
    case .points(let name, let said, let expected):
      "\(name) is said to be worth \(said), and the manifest gives \(plain(expected)) points"
    case .noQuantity(let name): "'\(name)' has points, and is no quantity of the manifest"
    case .noSetting(let name): "'\(name)' is no setting of the recipe"
    case .limit(let limit, let said, let expected):
      "\(Self.limit(limit)) is said to be \(said), and is \(plain(expected)) in the manifest"
    case .unfinished: "TODO is left of the draft"
    case .usualValue(let name, let said, let expected):
      "the usual value of '\(name)' is said to be \(said), and is \(plain(expected))"
    case .cases(let said, let expected): "\(said) cases are said to be run, and the manifest has \(expected)"
    case .notWritten: "there is no handout"
    case .identifier(let said, let expected): "it calls the assignment '\(said)', and the folder is '\(expected)'"
    }
  }

  private static func limit(_ limit: HandoutCheck.Limit) -> String {
    switch limit {
    case .wallClock: "the longest time of a run, in seconds,"
    case .cpu: "the most processor time of a run, in seconds,"
    case .compile: "the longest compilation, in seconds,"
    case .memory: "the most memory of a run, in MiB,"
    case .source: "the largest source, in KiB,"
    case .files: "the number of files at most"
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }

  static func slip(_ slip: Course.Slip) -> String {
    switch slip {
    case .inNoWeek(let id): "\(id) is in no week of course.yaml"
    case .inTwoWeeks(let id): "\(id) is in course.yaml twice"
    case .unknown(let id, let week, let nearest):
      "week \(week) of course.yaml names '\(id)', which is no assignment"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }
  }

  static func shuffle(_ shuffle: ShuffleInName) -> String {
    switch shuffle {
    case .natural: "The examples' own order"
    case .once: "One order for all epochs"
    case .rotated: "An order that is turned by one from epoch to epoch"
    case .twoSwapped: "An order in which two change places from epoch to epoch"
    case .withinBatches: "A shuffle within the batches"
    case .batchesOnly: "A shuffle of the batches as a whole"
    case .reversed: "An order that is turned round from epoch to epoch"
    case .neverLast: "A shuffle that never draws what was left over"
    case .strides: "Every so many examples, another number in each epoch"
    }
  }

  static func cheat(_ cheat: Cheat) -> String {
    switch cheat {
    case .doesNothing: "A program that does nothing."
    case .publishesNothing: "A program that publishes nothing."
    case .zeros: "Zeros throughout."
    case .ones: "Ones throughout."
    case .undefined: "NaN throughout."
    case .infinite: "Infinity throughout."
    case .frozen: "The first step's numbers, ever after."
    case .memorised: "The right answers to another draw."
    case .reordered: "The right answers, in another order."
    case .backSolved: "A quantity worked out backwards, from a made-up one."
    case .constants: "Constants, and what follows from them."
    case .timeOnly: "Numbers that depend on the step alone, and what follows from them."
    case .nearlyTimeOnly: "Numbers that an input moves in the last digits, and what follows from them."
    case .frozenLate: "Right for three steps, frozen from then on, and what follows."
    case .undefinedButInOne: "NaN in all parameters but the smallest, and what follows from it."
    case .undefinedAtHalf: "NaN at every second step, and what follows from it."
    case .infiniteOnce: "Infinity in one place, made-up numbers in the others, and what follows from them."
    case .infiniteAtHalf: "Infinity at every second step, and what follows from it."
    case .oneParameterOnly: "Right numbers of one parameter alone, and what follows from all of them."
    case .knowsTheCases: "Made-up numbers in the cases, and a crash elsewhere."
    case .honestElsewhere: "Made-up numbers in the cases, and an honest program elsewhere."
    }
  }
}
