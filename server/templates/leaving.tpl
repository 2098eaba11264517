{{%AUTOESCAPE context="HTML"}}<h1>What leaves this node</h1>
<p>Everything that this school sends to partners is counted here: for whom, of which kind, on which day. It is kept for three months, without any words and without anybody’s name.</p>
<p class="quiet">Of pupils nothing is ever sent. What is for everyone can also be read on our public pages, by anybody; that is not counted here. What members are told by mail goes to themselves.</p>
<p class="quiet">Messages are counted, not what partners fetch from us because they may read it, such as earlier words of a community, and not what two nodes tell each other about themselves: introductions, partner cards, lists of partners, and tests. Services outside that review for this school stand among the partners.</p>
{{#NOTHING}}<p class="notice">Nothing has left this node in the last four weeks.</p>{{/NOTHING}}
{{#INCOMPLETE}}<p class="notice">There was more than can be counted here: of the oldest days, some or all is missing in the drawings and tables.</p>{{/INCOMPLETE}}
<h2>By day</h2>
{{>BY_DAY}}
<h2>By partner</h2>
{{>BY_PARTNER}}
<h2>By type</h2>
{{>BY_TYPE}}
{{#LINES}}<h2>Day by day</h2>
<div class="scroll" role="region" aria-label="For each day, partner and type" tabindex="0"><table>
<caption>For each day, partner and type</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Partner</th><th scope="col">What it was</th><th scope="col">Arrived</th><th scope="col">Refused</th></tr></thead>
<tbody>{{#LINE}}<tr><th scope="row">{{DAY}}</th><td>{{HOST}}</td><td>{{WHAT}}</td><td>{{DELIVERED}}</td><td>{{REFUSED}}</td></tr>
{{/LINE}}</tbody>
</table></div>
{{#CUT}}<p class="quiet">There was more than is shown here; these are the newest lines.</p>{{/CUT}}{{/LINES}}
