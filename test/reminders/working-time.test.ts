import {
  addDays,
  daysBefore,
  endOfDay,
  isSendingHours,
  isWorkingDay,
  localTime,
  nextSendingHours,
  nextSendingTime,
  sendingTime,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../src/reminders/working-time';

/** Winter time ends in the night to 29 March 2026 and comes back in the night to 25 October. */
const at = (instant: string) => new Date(instant);

describe('a working day', () => {
  test.each([
    ['2026-01-02', 'a Friday between New Year and Epiphany'],
    ['2026-01-05', 'the eve of Epiphany'],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-04-30', 'Walpurgis eve'],
    ['2026-05-15', 'the Friday after Ascension Day'],
    ['2026-05-25', 'Whit Monday, a working day since 2005'],
    ['2026-06-18', 'the day before Midsummer Eve'],
    ['2026-10-30', "the eve of All Saints' Day"],
    ['2026-12-23', 'the day before Christmas Eve'],
    ['2026-12-28', 'a Monday after Christmas'],
    ['2028-02-29', 'a leap day'],
  ])('is %s, %s', (day) => expect(isWorkingDay(day)).toBe(true));

  test.each([
    ['2026-03-07', 'a Saturday'],
    ['2026-03-08', 'a Sunday'],
    ['2026-01-01', "New Year's Day"],
    ['2026-01-06', 'Epiphany'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2027-03-29', 'Easter Monday of another year'],
    ['2026-05-01', 'the first of May'],
    ['2026-05-14', 'Ascension Day'],
    ['2025-06-06', 'the National Day, a Friday'],
    ['2026-06-19', 'Midsummer Eve at its earliest'],
    ['2027-06-25', 'Midsummer Eve at its latest'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-25', 'Christmas Day'],
    ['2025-12-26', 'Boxing Day, a Friday'],
    ['2026-12-31', "New Year's Eve"],
  ])('is not %s, %s', (day) => expect(isWorkingDay(day)).toBe(false));

  test.each([
    ['2026-04-02', '2026-04-02', '2026-04-02'],
    ['2026-04-05', '2026-04-02', '2026-04-07'],
    ['2025-12-25', '2025-12-23', '2025-12-29'],
    ['2026-01-01', '2025-12-30', '2026-01-02'],
    ['2026-06-20', '2026-06-18', '2026-06-22'],
  ])('on or about %s is %s before and %s after', (day, before, after) => {
    expect(workingDayOnOrBefore(day)).toBe(before);
    expect(workingDayOnOrAfter(day)).toBe(after);
  });
});

test('days are counted over months, leap days and the nights that summer time begins and ends in', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(addDays('2027-12-31', 60)).toBe('2028-02-29');
  expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
});

test.each(['', 'tomorrow', '2026-13-01'])('"%s" is no day', (text) => {
  expect(() => addDays(text, 1)).toThrow(RangeError);
  expect(() => isWorkingDay(text)).toThrow(RangeError);
  expect(() => sendingTime(text)).toThrow(RangeError);
});

test.each([
  ['2026-03-27', '2026-03-27T07:30:00Z'],
  ['2026-03-29', '2026-03-29T06:30:00Z'],
  ['2026-03-30', '2026-03-30T06:30:00Z'],
  ['2026-10-23', '2026-10-23T06:30:00Z'],
  ['2026-10-25', '2026-10-25T07:30:00Z'],
  ['2026-10-26', '2026-10-26T07:30:00Z'],
])('messages on %s are due at %s', (day, instant) => expect(sendingTime(day)).toEqual(at(instant)));

test.each([
  ['2026-03-28', '2026-03-28T23:00:00Z'],
  ['2026-03-29', '2026-03-29T22:00:00Z'],
  ['2026-10-24', '2026-10-24T22:00:00Z'],
  ['2026-10-25', '2026-10-25T23:00:00Z'],
  ['2026-12-31', '2026-12-31T23:00:00Z'],
])('%s is over at %s', (day, instant) => expect(endOfDay(day)).toEqual(at(instant)));

test('clocks in Sweden show an hour more than UTC in winter and two in summer', () => {
  expect(localTime(at('2026-03-27T07:30:00Z'))).toBe('2026-03-27 08:30');
  expect(localTime(at('2026-07-01T22:05:00Z'))).toBe('2026-07-02 00:05');
});

describe('messages', () => {
  test.each([
    ['2026-03-27T06:30:00Z', 'as the day opens'],
    ['2026-03-27T15:59:59.999Z', 'just before it closes'],
    ['2026-03-30T05:30:00Z', 'as the first day of summer time opens'],
    ['2026-10-26T06:30:00Z', 'as the first day of winter time opens'],
  ])('may go out at %s, %s', (instant) => {
    expect(isSendingHours(at(instant))).toBe(true);
    expect(nextSendingHours(at(instant))).toEqual(at(instant));
  });

  test.each([
    ['2026-03-27T06:29:59.999Z', 'before the day opens', '2026-03-27T06:30:00Z'],
    ['2026-03-27T16:00:00Z', 'as it closes, a Friday before summer time', '2026-03-30T05:30:00Z'],
    ['2026-10-23T15:00:00Z', 'as it closes, a Friday before winter time', '2026-10-26T06:30:00Z'],
    ['2026-10-26T05:30:00Z', 'at what was the opening in summer time', '2026-10-26T06:30:00Z'],
    ['2026-04-02T20:00:00Z', 'in the evening before Easter', '2026-04-07T05:30:00Z'],
    ['2025-12-31T10:00:00Z', "on New Year's Eve", '2026-01-02T06:30:00Z'],
    ['2026-04-07T22:30:00Z', 'half past midnight in Sweden', '2026-04-08T05:30:00Z'],
  ])('wait at %s, %s, until %s', (instant, _when, next) => {
    expect(isSendingHours(at(instant))).toBe(false);
    expect(nextSendingHours(at(instant))).toEqual(at(next));
  });

  test.each([
    ['2026-03-27T07:29:59Z', '2026-03-27T07:30:00Z', 'before 08:30: today'],
    ['2026-03-27T07:30:00Z', '2026-03-30T06:30:00Z', 'at 08:30: the next working day'],
    ['2026-03-28T12:00:00Z', '2026-03-30T06:30:00Z', 'on a Saturday: Monday'],
    ['2026-06-18T12:00:00Z', '2026-06-22T06:30:00Z', 'the day before Midsummer Eve: after Midsummer'],
  ])('of news at %s go out at %s, %s', (instant, next) => expect(nextSendingTime(at(instant))).toEqual(at(next)));
});
