import { scenario } from './scenario';

scenario('a manager from a need to the first in rank, to the next when one declines, to a draft and where it is registered', async ({ page }) => {
  const suppliers = await page.says('Vem kan hålla en kurs i klarspråk?');
  expect(await suppliers.innerText()).toMatch(/1\.\s+Agera Kommunikation\s+2\.\s+Lexicon/);
  expect(await suppliers.innerText()).toContain('Rangordningen gäller: fråga ettan först.');
  expect(await page.links()).toContain('https://hh.vgregion.se/ov/vgr-akademin/skapa-utbildning/upphandlingar/regiongemensam-utbildning/');

  const next = await page.says('ettan tackade nej');
  expect(await next.innerText()).toContain('Nästa att fråga är Lexicon, nummer två');
  const draft = await page.says('gör ett utkast');
  expect(await draft.innerText()).toContain('Leverantör: Lexicon, nummer två');
  expect(await draft.innerText()).toContain('Har tackat nej: Agera Kommunikation');

  const last = await page.presses('Tvåan tackade nej', next);
  expect(await last.innerText()).toContain('alla leverantörer i Kommunikation tackat nej');
  const register = await page.presses('Var registrerar jag avropet?', suppliers);
  expect(await register.innerText()).toContain('2.5.5 Hantera avrop från avtal');
});
