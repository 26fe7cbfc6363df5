internal import Policy

// The sentences on a policy that contradicts itself.

extension Policy.Contradiction {
  var sentence: String {
    switch self {
    case .stepOutOfOrder: "expected an instant after that of the step before, found one that is not later"
    case .creditRises:
      "expected no more percent than in the step before, found more: a later hand-in would be worth more"
    case .closesBeforeStep: "this step ends after 'closes': its credit could never be earned to the end"
    case .tokensWithoutDue: "expected steps under 'credit' beside tokens, found none: nothing is ever late"
    case .noTokens: "expected a number above 0 for 'student' or 'group', found neither: nobody has a token"
    case .mostIsMoreThanAll(let most, let all): "expected at most \(all), all tokens that there are, found \(most)"
    case .tokensBeyondClose: "expected 'closes' after the work is due, found the same instant: no token could be used"
    case .inTimeWithoutDue: "expected steps under 'credit' beside 'counts: lastInTime', found none: nothing has a time"
    }
  }
}
