{{%AUTOESCAPE context="HTML"}}<section aria-labelledby="what-happened">
<h2 id="what-happened">What happened in schools</h2>
{{#NOBODY}}<p class="empty">No school has said yet that it uses this guide.</p>{{/NOBODY}}
{{#NUMBERS}}<p>Adopted {{ADOPTED}}, followed up {{FOLLOWED_UP}}: better {{BETTER}}, same {{SAME}}, worse {{WORSE}}. Each school counts once.</p>
{{>ADOPTED_DRAWING}}
{{>OUTCOME_DRAWING}}
<div class="scroll" role="region" aria-labelledby="what-happened" tabindex="0"><table>
<thead><tr><th scope="col">Version</th><th scope="col">Adopted</th><th scope="col">Followed up</th><th scope="col">Better</th><th scope="col">Same</th><th scope="col">Worse</th></tr></thead>
<tbody>{{#ROW}}<tr><th scope="row">{{#KNOWN}}Version {{REVISION}}{{/KNOWN}}{{#UNKNOWN}}A version that is not here{{/UNKNOWN}}</th><td>{{ADOPTED}}</td><td>{{FOLLOWED_UP}}</td><td>{{BETTER}}</td><td>{{SAME}}</td><td>{{WORSE}}</td></tr>
{{/ROW}}</tbody>
</table></div>
{{#LAPSED}}<p class="quiet">Of these, {{HOW_MANY}} lapsed: no word for more than a year, and no follow-up.</p>{{/LAPSED}}{{/NUMBERS}}
{{#STORIES}}<p><a href="{{ADDRESS}}">What these schools say</a></p>{{/STORIES}}
{{#MAY_ADOPT}}<p class="row"><a class="button" href="{{ADDRESS}}">Adopt it for your school</a> <a href="/adoptions">What our school has adopted</a></p>{{/MAY_ADOPT}}
{{#LEAD_ADOPTS}}<p class="quiet">Your research lead can adopt it for your school. <a href="/adoptions">What our school has adopted</a></p>{{/LEAD_ADOPTS}}
</section>
